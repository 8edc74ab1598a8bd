import { channelsOf } from '#recognition/pixels/channels.ts'
import { createLetterbox } from '#recognition/pixels/letterbox.ts'
const w=1920,h=1080
const data=new ArrayBuffer(w*h*1.5);const b=new Uint8Array(data);for(let i=0;i<b.length;i++)b[i]=(i*7919)>>3
const ch=channelsOf({layout:'yuv420p',isFullRange:false,width:w,height:h,planes:[{offset:0,stride:w},{offset:w*h,stride:w/2},{offset:w*h*1.25,stride:w/2}],data})
const lb=createLetterbox(ch)
for(let r=0;r<8;r++){const t:number[]=[];for(let i=0;i<50;i++){const s=performance.now();lb.fill(b);t.push(performance.now()-s)}console.log(t.sort((x,y)=>x-y)[25]!.toFixed(2))}
